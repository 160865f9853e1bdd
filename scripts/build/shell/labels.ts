import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

const labelFile = z.object({
  CustomLabels: z.object({
    labels: z.array(z.object({ fullName: z.string(), value: z.string() })).default([]),
  }),
});

const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'labels' });

/** The package's custom labels, text by name, as they are deployed. */
export const customLabels = (root: string): ReadonlyMap<string, string> =>
  new Map(
    globSync('force-app/main/*/labels/*.labels-meta.xml', { cwd: root }).flatMap((file) => {
      const { CustomLabels } = labelFile.parse(parser.parse(readFileSync(path.join(root, file), 'utf8')));
      return CustomLabels.labels.map(({ fullName, value }) => [fullName, value] as const);
    }),
  );
