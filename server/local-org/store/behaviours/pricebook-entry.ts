import { RecordProblem } from '../save/record-problem.ts';
import type { Behaviour } from './behaviour.ts';

/** An entry bears its product's name; every product has its standard price before any other. */
export const pricebookEntryBehaviour: Behaviour = {
  beforeSave: (kernel, { row, before }) => {
    if (before !== undefined) return;
    const product = kernel.database.row('SELECT "Name", "ProductCode" FROM "Product2" WHERE "Id" = ?', [
      row['Product2Id'] ?? null,
    ]);
    row['Name'] = product?.['Name'] ?? null;
    row['ProductCode'] = product?.['ProductCode'] ?? null;
    const prices = kernel.database.row(
      `SELECT b."IsStandard" AS standard,
         EXISTS (SELECT 1 FROM "PricebookEntry" e JOIN "Pricebook2" s ON s."Id" = e."Pricebook2Id"
                  WHERE e."Product2Id" = ? AND s."IsStandard" = 1 AND e."IsDeleted" = 0) AS priced,
         EXISTS (SELECT 1 FROM "PricebookEntry" e
                  WHERE e."Product2Id" = ? AND e."Pricebook2Id" = b."Id" AND e."IsDeleted" = 0) AS taken
       FROM "Pricebook2" b WHERE b."Id" = ?`,
      [row['Product2Id'] ?? null, row['Product2Id'] ?? null, row['Pricebook2Id'] ?? null],
    );
    if (prices?.['taken'] === 1) {
      throw new RecordProblem('DUPLICATE_VALUE', 'This price definition already exists in this price book');
    }
    if (prices?.['standard'] === 0 && prices['priced'] === 0) {
      throw new RecordProblem('STANDARD_PRICE_NOT_DEFINED', 'Before creating a custom price, create a standard price.');
    }
  },
};
