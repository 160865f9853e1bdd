import { RecordProblem } from '../save/record-problem.ts';
import type { Behaviour } from './behaviour.ts';

/** Somebody is assigned to a group by the set that stands for it, or to the set by its group: both are told. */
export const permissionSetAssignmentBehaviour: Behaviour = {
  beforeSave: ({ database }, { row, before }) => {
    if (before !== undefined) return;
    const set = row['PermissionSetId'] ?? null;
    const group = row['PermissionSetGroupId'] ?? null;
    if (set === null && group === null) {
      throw new RecordProblem('REQUIRED_FIELD_MISSING', 'Required fields are missing: [PermissionSetId]', [
        'PermissionSetId',
      ]);
    }
    const found = database.row(
      `SELECT "Id" AS id, "PermissionSetGroupId" AS "group" FROM "PermissionSet"
        WHERE "Id" = ? OR (? IS NULL AND "PermissionSetGroupId" = ?)`,
      [set, set, group],
    );
    row['PermissionSetId'] = found?.['id'] ?? set;
    row['PermissionSetGroupId'] = found?.['group'] ?? group;
    const held = database.row(
      'SELECT 1 AS one FROM "PermissionSetAssignment" WHERE "AssigneeId" = ? AND "PermissionSetId" = ?',
      [row['AssigneeId'] ?? null, row['PermissionSetId']],
    );
    if (held !== undefined) {
      const [person, given] = [String(row['AssigneeId']), String(row['PermissionSetId'])];
      throw new RecordProblem(
        'DUPLICATE_VALUE',
        `Duplicate PermissionSetAssignment. Assignee: ${person}; Permission Set: ${given}`,
        ['AssigneeId', 'PermissionSetId'],
      );
    }
  },
};
