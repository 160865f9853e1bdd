import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { removeFolder, startAndEnd, startTakt, temporaryFolder } from './world.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = temporaryFolder();
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) removeFolder(made);
});

const accounts = 'Id,Name\n001000000000001AAA,Halvorn Water\n';
const users = 'Id,Username,LastName,Email,IsActive\n005000000000001AAA,ann@x.example,Ash,ann@x.example,true\n';
const deals = (rows: string): string => `Id,Name,AccountId,OwnerId,StageName,CloseDate,Amount\n${rows}`;
const company = (opportunities: string): string => {
  const made = path.join(folder(), 'company');
  mkdirSync(made);
  writeFileSync(path.join(made, 'Account.csv'), accounts);
  writeFileSync(path.join(made, 'User.csv'), users);
  writeFileSync(path.join(made, 'Opportunity.csv'), opportunities);
  return made;
};

describe('takt start', () => {
  it('names every broken row by file and line, ends with 1, and leaves nothing half-imported', async () => {
    const broken = company(
      deals(
        '006000000000001AAA,Pump,001000000000001AAA,005000000000001AAA,Prospecting,2026-12-01,100\n' +
          '006000000000002AAA,Valve,001000000000009AAA,005000000000001AAA,Prospecting,2026-13-01,many\n',
      ),
    );
    const data = folder();
    const { code, output } = await startAndEnd(['--import', broken, '--data', data, '--today', '2026-11-24']);
    expect(code).toBe(1);
    expect(output).toContain('Opportunity.csv:3');
    expect(output).not.toContain('Takt is ready');
    expect(output).not.toMatch(/\n\s+at .*\.ts:\d+/);
    const mended = company(
      deals('006000000000001AAA,Pump,001000000000001AAA,005000000000001AAA,Prospecting,2026-12-01,100\n'),
    );
    const target = path.join(path.dirname(broken), 'company');
    for (const file of readdirSync(mended)) copyFileSync(path.join(mended, file), path.join(target, file));
    const world = await startTakt(['--import', broken, '--today', '2026-11-24'], data);
    expect((await world.stop()).code).toBe(0);
  });

  it('names an unknown column', async () => {
    const odd = company('Id,Name,StageName,CloseDate,Colour\n006000000000001AAA,Pump,Prospecting,2026-12-01,red\n');
    const { code, output } = await startAndEnd(['--import', odd, '--data', folder()]);
    expect(code).toBe(1);
    expect(output).toContain('Colour');
    expect(output).toContain('Opportunity.csv');
  });

  it('names a folder that is not there', async () => {
    const { code, output } = await startAndEnd(['--import', '/nowhere/at/all', '--data', folder()]);
    expect(code).toBe(1);
    expect(output).toContain('/nowhere/at/all');
  });

  it('says that a port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, output } = await startAndEnd(['--data', folder(), '--deals', '200'], port);
    server.close();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port}`);
  });

  it('starts again on the same data, and writes nothing the second time', async () => {
    const args = ['--today', '2026-11-24', '--deals', '500'];
    const data = folder();
    const first = await startTakt(args, data);
    expect((await first.stop()).code).toBe(0);
    const second = await startTakt(args, data);
    expect(second.output()).toMatch(/, 0 rows written/);
    expect((await second.stop()).code).toBe(0);
  });
});
