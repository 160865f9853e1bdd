import type { Component, Problem } from '../../package/component.ts';
import type { XmlElement } from '../../xml.ts';
import { problem, type Rule, type RuleContext } from '../rule.ts';

/** Metadata types whose files grant permissions. */
export const grantTypes = ['PermissionSet', 'MutingPermissionSet', 'Profile'] as const;

/** One entry of a permission set, muting permission set or profile. */
export interface Grant {
  readonly owner: Component;
  readonly entry: XmlElement;
  readonly context: RuleContext;
}

/** A rule over every entry of a kind (`fieldPermissions`) in whatever grants permissions. */
export const grantRule =
  (name: string, kinds: readonly string[], check: (grant: Grant) => string | undefined): Rule =>
  (context) =>
    grantTypes.flatMap((type) =>
      context.of(type).flatMap((owner) =>
        (owner.xml?.elements ?? [])
          .filter((entry) => kinds.includes(entry.name))
          .flatMap((entry): readonly Problem[] => {
            const message = check({ owner, entry, context });
            return message === undefined ? [] : [problem(name, owner, message, entry)];
          }),
      ),
    );

/** Whether an entry grants anything; entries that say no may name what is not there. */
export const grants = (entry: XmlElement): boolean =>
  entry.elements.some((one) => one.content === 'true' || one.content === 'Visible' || one.content === 'Available');
