/** How an archive is to be taken in; the names are those of Salesforce's DeployOptions. */
export interface DeployOptions {
  /** Only say what would happen: nothing is kept. */
  readonly checkOnly: boolean;
  /** One failure keeps everything else out; without it, what has no failure is kept. */
  readonly rollbackOnError: boolean;
  /** A warning is no failure of the whole. */
  readonly ignoreWarnings: boolean;
  /** The archive holds one package at its top; otherwise in one folder below. */
  readonly singlePackage: boolean;
}

/** What became of one component, told as Salesforce's DeployMessage tells it. */
export interface ComponentResult {
  /** `CustomField`; '' for package.xml itself. */
  readonly componentType: string;
  readonly fullName: string;
  /** In the archive, with `/`. */
  readonly fileName: string;
  readonly success: boolean;
  readonly created: boolean;
  /** False for a component that was there already, and is the same. */
  readonly changed: boolean;
  readonly deleted: boolean;
  readonly problem?: string;
  readonly problemType?: 'Error' | 'Warning';
  readonly lineNumber?: number;
  readonly columnNumber?: number;
}

export interface DeployResult {
  /** Nothing failed, so that what the options ask for was kept. */
  readonly success: boolean;
  readonly status: 'Succeeded' | 'SucceededPartial' | 'Failed';
  readonly checkOnly: boolean;
  readonly rollbackOnError: boolean;
  /** Sorted by type and name; a component with several problems stands there once for each. */
  readonly components: readonly ComponentResult[];
  readonly numberComponentsTotal: number;
  readonly numberComponentsDeployed: number;
  readonly numberComponentErrors: number;
  /** What is wrong with the whole, such as a zip that cannot be read; then there are no components. */
  readonly errorMessage?: string;
}
