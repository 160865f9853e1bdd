import { api, LightningElement, wire } from 'lwc';
import type { ListView, ObjectLayout } from '../../../app-model.ts';
import type { FetchResponseError } from '../../../client/api.ts';
import type { GraphQLDocument } from '../../../client/graphql-client.ts';
import { whereOf } from '../../../client/list-filter.ts';
import type { Emission } from '../../../client/resource.ts';
import { graphql, type GraphQLResult } from '../../lightning/graphql/graphql.ts';
import { getObjectInfo, type ObjectInfo } from '../../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import { listQuery } from '../../list-query.ts';
import { listPage, type ListPage } from '../../list-rows.ts';
import { navigate } from '../../navigator.ts';
import { getObjectLayout } from '../../object-layout.ts';

const pageSize = 50;
/** As many as one GraphQL request gives. */
const mostRows = 2000;
/** Columns of objects that the package has no list view of. */
const fewColumns = 6;

/** The records of an object, as its list view shows them. */
export default class ObjectList extends LightningElement {
  @api objectApiName: string | undefined;
  /** Name of the list view; the first where it is left out or unknown. */
  @api viewName: string | undefined;

  private first = pageSize;

  @wire(getObjectInfo, { objectApiName: '$objectApiName' })
  info: Emission<ObjectInfo> | undefined;

  @wire(getObjectLayout, { objectApiName: '$objectApiName' })
  layout: Emission<ObjectLayout> | undefined;

  get views(): readonly ListView[] {
    return this.layout?.data?.listViews ?? [];
  }
  get view(): ListView | undefined {
    return this.views.find(({ name }) => name === this.viewName) ?? this.views[0];
  }
  get viewOptions(): readonly { readonly label: string; readonly value: string; readonly selected: boolean }[] {
    return this.views.map(({ label, name }) => ({ label, value: name, selected: name === this.view?.name }));
  }
  get hasViews(): boolean {
    return this.views.length > 1 && this.problem === '';
  }

  get columns(): readonly string[] {
    const info = this.info?.data;
    const { view } = this;
    if (info === undefined || view === undefined) return [];
    const listed = view.columns;
    if (listed.length > 0) return listed;
    const others = Object.keys(info.fields).filter((name) => name !== 'Id' && !info.nameFields.includes(name));
    return [...info.nameFields.slice(0, 1), ...others.slice(0, fewColumns - 1)];
  }
  get query(): GraphQLDocument | undefined {
    const info = this.info?.data;
    const { view } = this;
    if (info === undefined || view === undefined || this.columns.length === 0) return undefined;
    return listQuery(info, this.columns, { where: whereOf(view, info, globalThis.taktShell?.user?.id ?? '') });
  }
  get variables(): Readonly<Record<string, unknown>> {
    return { first: this.first };
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  answer: GraphQLResult | undefined;

  get page(): ListPage | undefined {
    return this.answer?.data === undefined ? undefined : listPage(this.answer.data, this.objectApiName ?? '');
  }

  get heading(): string {
    return this.info?.data?.labelPlural ?? this.objectApiName ?? '';
  }
  get count(): string {
    const { page } = this;
    if (page === undefined) return '';
    const shown = page.nodes.length.toLocaleString(globalThis.taktShell?.locale?.locale);
    const total = page.totalCount.toLocaleString(globalThis.taktShell?.locale?.locale);
    if (page.totalCount === 1) return '1 record';
    return shown === total ? `${total} records` : `${shown} of ${total} records`;
  }
  get mayCreate(): boolean {
    return this.info?.data?.createable === true;
  }
  get hasMore(): boolean {
    return this.page !== undefined && this.page.nodes.length < Math.min(this.page.totalCount, mostRows);
  }
  get isEmpty(): boolean {
    return this.page?.nodes.length === 0;
  }
  get isLoading(): boolean {
    return this.page === undefined && this.problem === '';
  }
  get problem(): string {
    const error = (this.info?.error ?? this.layout?.error) as FetchResponseError | undefined;
    if (error?.status === 403 || error?.status === 400) return 'Your permissions do not open these records.';
    if (error !== undefined) return error.body.message;
    return this.answer?.errors === undefined ? '' : 'The records could not be loaded.';
  }

  renderedCallback(): void {
    document.title = this.heading;
  }

  handleNew(): void {
    const objectApiName = this.objectApiName ?? '';
    navigate({ type: 'standard__objectPage', attributes: { objectApiName, actionName: 'new' }, state: {} });
  }
  handleView(event: Event): void {
    this.first = pageSize;
    navigate({
      type: 'standard__objectPage',
      attributes: { objectApiName: this.objectApiName ?? '', actionName: 'list' },
      state: { filterName: (event.target as HTMLSelectElement).value },
    });
  }
  handleMore(): void {
    this.first = Math.min(mostRows, this.first + pageSize);
  }
}
