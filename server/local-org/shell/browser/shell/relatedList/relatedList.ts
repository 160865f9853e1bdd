import { api, LightningElement, wire } from 'lwc';
import type { RelatedList as RelatedListModel } from '../../../app-model.ts';
import type { GraphQLDocument } from '../../../client/graphql-client.ts';
import type { Emission } from '../../../client/resource.ts';
import { graphql, type GraphQLResult } from '../../lightning/graphql/graphql.ts';
import { getObjectInfo, type ObjectInfo } from '../../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import { listQuery } from '../../list-query.ts';
import { listPage, type ListPage } from '../../list-rows.ts';

const pageSize = 6;
const mostRows = 2000;

/** The records of one object that point to a record. */
export default class RelatedList extends LightningElement {
  @api recordId: string | undefined;
  @api list: RelatedListModel | undefined;

  private first = pageSize;

  get childName(): string | undefined {
    return this.list?.objectApiName;
  }

  @wire(getObjectInfo, { objectApiName: '$childName' })
  info: Emission<ObjectInfo> | undefined;

  get columns(): readonly string[] {
    const listed = this.list?.columns ?? [];
    return listed.length > 0 ? listed : (this.info?.data?.nameFields ?? []);
  }
  get query(): GraphQLDocument | undefined {
    const info = this.info?.data;
    if (info === undefined || this.list === undefined) return undefined;
    return listQuery(info, this.columns, { parentField: this.list.field });
  }
  get variables(): Readonly<Record<string, unknown>> {
    return { first: this.first, parent: this.recordId };
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  answer: GraphQLResult | undefined;

  get page(): ListPage | undefined {
    return this.answer?.data === undefined ? undefined : listPage(this.answer.data, this.childName ?? '');
  }
  get label(): string {
    return this.list?.label ?? '';
  }
  get heading(): string {
    return this.page === undefined ? this.label : `${this.label} (${this.page.totalCount})`;
  }
  get hasRows(): boolean {
    return (this.page?.nodes.length ?? 0) > 0;
  }
  get hasMore(): boolean {
    return this.page !== undefined && this.page.nodes.length < Math.min(this.page.totalCount, mostRows);
  }
  get moreLabel(): string {
    return `Show more ${this.label}`;
  }
  get problem(): string {
    return this.info?.error === undefined && this.answer?.errors === undefined
      ? ''
      : 'These records could not be loaded.';
  }

  handleMore(): void {
    this.first = Math.min(mostRows, this.first * 4);
  }
}
