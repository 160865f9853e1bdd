import { api, LightningElement } from 'lwc';
import type { FieldCell } from '../../field-cells.ts';
import type { ObjectInfo } from '../../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import { listCells, type ListNode } from '../../list-rows.ts';

const classOf = ({ isNumber }: FieldCell): string => (isNumber ? 'number' : 'word');

/** Records as rows, their fields as columns; names lead to the records. */
export default class RecordTable extends LightningElement {
  @api info: ObjectInfo | undefined;
  @api columns: readonly string[] = [];
  @api nodes: readonly ListNode[] = [];
  @api label = '';

  get rows(): readonly { id: string; cells: readonly (FieldCell & { readonly class: string })[] }[] {
    const { info } = this;
    if (info === undefined) return [];
    return this.nodes.map((node) => ({
      id: String(node['Id']),
      cells: listCells(node, info, this.columns).map((cell) => ({ ...cell, class: classOf(cell) })),
    }));
  }
  get headers(): readonly { name: string; label: string; class: string }[] {
    const [first] = this.rows;
    return this.columns.map((name) => ({
      name,
      label: (this.info?.fields[name]?.label ?? name).replace(/ ID$/, ''),
      class: first?.cells.find((cell) => cell.name === name)?.class ?? 'word',
    }));
  }
}
