/** What the shell's server tells its browser side; both sides share these types. */

export interface ShellUser {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly title: string;
}

/** A person to log in as, with what to expect. */
export interface DemoUser extends ShellUser {
  readonly role: string;
  readonly sees: string;
  /** How far the person sees; `none` shows what missing access looks like. */
  readonly reach: 'everything' | 'team' | 'meetings' | 'own' | 'none';
}

export interface ShellLocale {
  /** BCP 47, `en-US`. */
  readonly locale: string;
  readonly language: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly decimal: string;
  readonly group: string;
}

export interface PageComponent {
  /** `c:forecastBoard` */
  readonly name: string;
  readonly identifier: string;
  readonly properties: Readonly<Record<string, string>>;
  /** Fields that the page itself arranges, where it does not leave that to the layout. */
  readonly sections?: readonly LayoutSection[];
}

export interface PageRegion {
  readonly name: string;
  readonly components: readonly PageComponent[];
}

/** A flexipage. */
export interface Page {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly template: string;
  readonly objectApiName?: string;
  readonly regions: readonly PageRegion[];
}

export interface Tab {
  readonly name: string;
  readonly label: string;
  readonly kind: 'home' | 'object' | 'page' | 'component';
  readonly objectApiName?: string;
  /** Flexipage of a page tab, component (`c:x`) of a component tab. */
  readonly content?: string;
}

export interface App {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly tabs: readonly Tab[];
  /** Flexipage of the app's home. */
  readonly home?: string;
  /** Flexipage of a record, by its object. */
  readonly recordPages: Readonly<Record<string, string>>;
}

/** Everything that the frame needs for one person. */
export interface ShellModel {
  readonly user: ShellUser;
  readonly company: string;
  readonly locale: ShellLocale;
  readonly apps: readonly App[];
  readonly pages: readonly Page[];
  readonly customPermissions: readonly string[];
  readonly userPermissions: readonly string[];
}

export interface LayoutSection {
  readonly label: string;
  /** Fields that the layout shows and lets nobody fill in. */
  readonly readOnly?: readonly string[];
  readonly columns: readonly (readonly string[])[];
}

/** Records of another object that point to this one. */
export interface RelatedList {
  readonly objectApiName: string;
  readonly label: string;
  /** The field that points here. */
  readonly field: string;
  readonly columns: readonly string[];
}

/** A condition of a list view; several values stand with commas between. */
export interface ListFilter {
  readonly field: string;
  /** As the Metadata API names it, `equals`, `notEqual`, `greaterThan`, … */
  readonly operation: string;
  readonly value: string;
}

/** Which records of an object are listed, with which fields. */
export interface ListView {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly string[];
  /** Only what the person owns. */
  readonly mine: boolean;
  readonly filters: readonly ListFilter[];
  /** How the filters are joined, by their numbers from 1 on: `1 AND (2 OR 3)`; all of them where absent. */
  readonly logic?: string;
}

/** How an object's lists and records are laid out for one person; empty where the package says nothing. */
export interface ObjectLayout {
  /** Never empty; the first is shown unasked. */
  readonly listViews: readonly ListView[];
  readonly sections: readonly LayoutSection[];
  /** The few fields of a record's heading, without its name. */
  readonly compactFields: readonly string[];
  readonly relatedLists: readonly RelatedList[];
  /** Its flexipage, where the package has one and the app names none. */
  readonly recordPage?: string;
}
