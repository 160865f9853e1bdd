import { createElement } from 'lwc';
import Card from 'c/equipmentCard';
import nothing from 'c/onlyInTests';
