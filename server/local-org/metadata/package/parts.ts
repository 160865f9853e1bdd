import type { Component } from './component.ts';
import { componentsInside } from './component-xml.ts';
import { innerComponents } from './source-types.ts';

type Named = Pick<Component, 'type' | 'fullName'>;

const fieldTranslation = 'CustomFieldTranslation';

/** Elements of a component that lie in files of their own in source format, by the component's type. */
const partElements: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...innerComponents,
  CustomObjectTranslation: { fields: fieldTranslation },
};

/** Type of each element that is a part. */
export const partTypes = (type: string): Readonly<Record<string, string>> => partElements[type] ?? {};

/** Every part has a name except, for the Metadata API, a field's translation: that one only comes with its object's. */
export const isAddressable = ({ type }: Named): boolean => type !== fieldTranslation;

/** The parts in a component's file, as the components that they are in source format. */
export const partsInside = (parent: Component): readonly Component[] => {
  if (parent.type !== 'CustomObjectTranslation') return componentsInside(parent);
  return (parent.xml?.all('fields') ?? []).map((xml) => ({
    type: fieldTranslation,
    fullName: `${parent.fullName}.${xml.text('name') ?? ''}`,
    file: parent.file,
    xml,
    contents: [],
  }));
};

const containers: ReadonlyMap<string, string> = new Map(
  Object.entries(partElements).flatMap(([parent, parts]) =>
    Object.values(parts).map((type) => [type, parent] as const),
  ),
);

/** The component whose file holds this one: the object of a field, the file of a label. */
export const containerOf = ({ type, fullName }: Named): Named | undefined => {
  const parent = containers.get(type);
  if (parent === undefined) return undefined;
  return { type: parent, fullName: parent === 'CustomLabels' ? 'CustomLabels' : (fullName.split('.')[0] ?? '') };
};
