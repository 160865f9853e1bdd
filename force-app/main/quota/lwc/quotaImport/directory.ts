import { isNode, nodes, text, type Node } from 'c/taktGraphql';
import type { ImportPerson, ImportTeam } from 'c/quotaImportRules';

/** Cursor of the page after this answer, if there is one. */
export const nextPage = (data: unknown, object: string): string | undefined => {
  const info = ['uiapi', 'query', object, 'pageInfo'].reduce<unknown>(
    (value, key) => (isNode(value) ? value[key] : undefined),
    data,
  );
  return isNode(info) && info['hasNextPage'] === true && typeof info['endCursor'] === 'string'
    ? info['endCursor']
    : undefined;
};

/** Nodes of all pages; a node that comes twice, because the list moved meanwhile, counts once. */
export const allNodes = (pages: readonly unknown[], object: string): readonly Node[] => [
  ...new Map(pages.flatMap((page) => nodes(page, object)).map((node) => [text(node, 'Id'), node])).values(),
];

const isActive = (node: Node): boolean => {
  const active = node['IsActive'];
  return isNode(active) && active['value'] === true;
};

/** The nearest active manager above somebody; undefined at the top, and on a cycle. */
const managers = (people: readonly Node[]): ((id: string | undefined) => string | undefined) => {
  const byId = new Map(people.map((node) => [text(node, 'Id') ?? '', node]));
  const nearest = (id: string | undefined, seen: readonly string[]): string | undefined => {
    const node = id === undefined || seen.includes(id) ? undefined : byId.get(id);
    if (!node || id === undefined) return undefined;
    return isActive(node) ? id : nearest(text(node, 'ManagerId'), [...seen, id]);
  };
  return (id) => nearest(id, []);
};

/** What names in the file are looked up in. */
export const directory = (
  people: readonly Node[],
  scopes: readonly Node[],
): { readonly people: readonly ImportPerson[]; readonly teams: readonly ImportTeam[] } => {
  const nearest = managers(people);
  const keys = new Map(scopes.map((node) => [text(node, 'Id'), text(node, 'External_Key__c')]));
  const parentKey = (node: Node): string | undefined => {
    const parentId = text(node, 'Parent__c');
    return parentId === undefined ? undefined : keys.get(parentId);
  };
  const teamOf = new Map(scopes.map((node) => [text(node, 'External_Key__c'), parentKey(node)]));
  return {
    people: people.flatMap((node) => {
      const [id, username] = [text(node, 'Id'), text(node, 'Username')];
      if (id === undefined || username === undefined) return [];
      const email = text(node, 'Email');
      const managerId = nearest(text(node, 'ManagerId'));
      const teamKey = teamOf.get(`person:${id}`);
      return [
        {
          id,
          name: text(node, 'Name') ?? username,
          username,
          active: isActive(node),
          ...(email === undefined ? {} : { email }),
          ...(managerId === undefined ? {} : { managerId }),
          ...(teamKey === undefined ? {} : { teamKey }),
        },
      ];
    }),
    teams: scopes.flatMap((node) => {
      const key = text(node, 'External_Key__c');
      if (key === undefined || text(node, 'Type__c') === 'Person') return [];
      const managerId = nearest(text(node, 'Manager__c'));
      const parent = parentKey(node);
      return [
        {
          key,
          name: text(node, 'Name') ?? key,
          ...(parent === undefined ? {} : { parentKey: parent }),
          ...(managerId === undefined ? {} : { managerId }),
        },
      ];
    }),
  };
};
