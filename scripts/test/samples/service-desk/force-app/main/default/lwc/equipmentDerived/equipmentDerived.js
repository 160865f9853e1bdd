import EquipmentBase from 'c/equipmentBase';

export default class EquipmentDerived extends EquipmentBase {}
