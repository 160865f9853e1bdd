import { actions } from './actions.ts';
import { componentMeta } from './component-meta.ts';
import { components } from './components.ts';
import type { FaultKind } from './fault.ts';
import { fields } from './fields.ts';
import { formulas } from './formulas.ts';
import { lookAlikes } from './look-alikes.ts';
import { furtherLookAlikes } from './further-look-alikes.ts';
import { furtherSecondSight } from './further-second-sight.ts';
import { layouts } from './layouts.ts';
import { objects } from './objects.ts';
import { packaging } from './packaging.ts';
import { pages } from './pages.ts';
import { permissions } from './permissions.ts';
import { secondSight } from './second-sight.ts';
import { security } from './security.ts';
import { shape } from './shape.ts';
import { sharingRules } from './sharing-rules.ts';
import { tabsAndApp } from './tabs-and-app.ts';
import { templates } from './templates.ts';
import { translations } from './translations.ts';

/** Every fault that is planted, by kind. */
export const FAULTS: readonly FaultKind[] = [
  objects,
  fields,
  formulas,
  permissions,
  sharingRules,
  layouts,
  tabsAndApp,
  pages,
  components,
  templates,
  componentMeta,
  translations,
  actions,
  packaging,
  shape,
  security,
  lookAlikes,
  furtherLookAlikes,
  secondSight,
  furtherSecondSight,
];
