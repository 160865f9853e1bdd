import type { SObject } from '../schema.ts';
import * as access from './access.ts';
import { account, contact } from './accounts.ts';
import { campaign, campaignMember, lead } from './campaigns.ts';
import { fiscalYearSettings, period } from './calendar.ts';
import { opportunityFieldHistory } from './field-history.ts';
import { opportunity, opportunityHistory, opportunityStage } from './opportunity.ts';
import { organization } from './organization.ts';
import { profile, user, userRole } from './people.ts';
import { opportunityLineItem, pricebook2, pricebookEntry, product2 } from './products.ts';

/** Every object that the org has before any package is deployed to it. */
export const standardObjects: readonly SObject[] = [
  organization,
  profile,
  access.permissionSet,
  access.permissionSetGroup,
  access.permissionSetGroupComponent,
  access.permissionSetAssignment,
  access.customPermission,
  access.setupEntityAccess,
  access.group,
  access.groupMember,
  userRole,
  user,
  account,
  contact,
  campaign,
  lead,
  campaignMember,
  opportunity,
  opportunityStage,
  opportunityHistory,
  opportunityFieldHistory,
  product2,
  pricebook2,
  pricebookEntry,
  opportunityLineItem,
  fiscalYearSettings,
  period,
];
