import type { Component } from '../../package/component.ts';
import type { XmlElement } from '../../xml.ts';

/** What a Lightning web component offers to page builders, from its `.js-meta.xml`. */
export interface TargetConfig {
  readonly element: XmlElement;
  readonly targets: readonly string[];
  readonly properties: readonly XmlElement[];
  readonly objects: readonly string[];
}

const split = (text: string): readonly string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

export const targetConfigs = (bundle: Component): readonly TargetConfig[] =>
  (bundle.xml?.one('targetConfigs')?.all('targetConfig') ?? []).map((element) => ({
    element,
    targets: split(element.attributes['targets'] ?? ''),
    properties: element.all('property'),
    objects: element.one('objects')?.texts('object') ?? [],
  }));

export const targetsOf = (bundle: Component): readonly string[] => bundle.xml?.one('targets')?.texts('target') ?? [];

/** Properties that a page of a target can set; undefined where the component says nothing of it. */
export const propertiesFor = (bundle: Component, target: string): readonly XmlElement[] =>
  targetConfigs(bundle)
    .filter((config) => config.targets.includes(target))
    .flatMap((config) => config.properties);
