const MAIN = 'force-app/main';
const I18N = 'force-app/i18n';

/** Where the files of the package lie: the folder of an area, then what Salesforce calls the type. */
export const inArea = (area: string, path: string): string => `${MAIN}/${area}/${path}`;

const ofObject = (area: string, object: string, path: string): string => inArea(area, `objects/${object}/${path}`);

export const object = (area: string, name: string): string => ofObject(area, name, `${name}.object-meta.xml`);
export const field = (area: string, name: string, of: string): string =>
  ofObject(area, name, `fields/${of}.field-meta.xml`);
export const rule = (area: string, name: string, of: string): string =>
  ofObject(area, name, `validationRules/${of}.validationRule-meta.xml`);
export const listView = (area: string, name: string, of: string): string =>
  ofObject(area, name, `listViews/${of}.listView-meta.xml`);
export const compactLayout = (area: string, name: string, of: string): string =>
  ofObject(area, name, `compactLayouts/${of}.compactLayout-meta.xml`);

export const layout = (area: string, name: string): string => inArea(area, `layouts/${name}.layout-meta.xml`);
export const page = (area: string, name: string): string => inArea(area, `flexipages/${name}.flexipage-meta.xml`);
export const tab = (area: string, name: string): string => inArea(area, `tabs/${name}.tab-meta.xml`);
export const permissionSet = (area: string, name: string): string =>
  inArea(area, `permissionsets/${name}.permissionset-meta.xml`);
export const permissionSetGroup = (area: string, name: string): string =>
  inArea(area, `permissionsetgroups/${name}.permissionsetgroup-meta.xml`);
export const sharing = (area: string, name: string): string =>
  inArea(area, `sharingRules/${name}.sharingRules-meta.xml`);
export const action = (area: string, name: string): string => inArea(area, `quickActions/${name}.quickAction-meta.xml`);
export const component = (area: string, bundle: string, file: string): string => inArea(area, `lwc/${bundle}/${file}`);
export const notification = (area: string, name: string): string =>
  inArea(area, `notificationtypes/${name}.notiftype-meta.xml`);
export const customPermission = (area: string, name: string): string =>
  inArea(area, `customPermissions/${name}.customPermission-meta.xml`);
export const group = (area: string, name: string): string => inArea(area, `groups/${name}.group-meta.xml`);

export const APP = inArea('foundation', 'applications/Takt.app-meta.xml');
export const LABELS = inArea('foundation', 'labels/CustomLabels.labels-meta.xml');
export const GERMAN = `${I18N}/translations/de.translation-meta.xml`;
export const fieldInGerman = (name: string, of: string): string =>
  `${I18N}/objectTranslations/${name}-de/${of}.fieldTranslation-meta.xml`;
export const objectInGerman = (name: string): string =>
  `${I18N}/objectTranslations/${name}-de/${name}-de.objectTranslation-meta.xml`;

/** A file of a metadata type with something in it. */
export const xml = (root: string, inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n${inside}\n</${root}>\n`;
