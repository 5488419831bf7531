/** Languages whose AWS SDKs are known. */
export type SourceLanguage =
  | 'python'
  | 'node'
  | 'go'
  | 'java'
  | 'dotnet'
  | 'ruby'
  | 'php'
  | 'rust';

/** A text file of a repository. */
export interface RepositoryFile {
  /** From the repository's root, with `/`. */
  path: string;
  content: string;
}

/**
 * What a place in the source means for a workload without its key. `blocker`: it stops working; `change`: it should be
 * changed first; `note`: good to know.
 */
export type ReadinessVerdict = 'blocker' | 'change' | 'note';

/** One place in the source that concerns AWS credentials. It quotes nothing of the line, which may contain a key. */
export interface ReadinessFinding {
  /** Stable name of the rule, for example `explicit-keys`. */
  rule: string;
  language?: SourceLanguage;
  file: string;
  /** Counted from 1; 1 when the whole file is meant. */
  line: number;
  verdict: ReadinessVerdict;
  /** What was found, in one sentence. */
  what: string;
  /** What to do about it, in one sentence. */
  change: string;
}

/** An AWS SDK, or another client of S3 with a credential chain of its own, that the repository depends on. */
export interface SdkUse {
  /** Name in the registry of its language. */
  packageName: string;
  language: SourceLanguage;
  /** The version in a lock file, or else the lowest version that the manifest allows; absent when there is none. */
  version?: string;
  /** Whether `version` was read from a lock file. */
  locked: boolean;
  file: string;
  line: number;
}

/** The readiness of the source for a role. */
export interface Readiness {
  /**
   * `ready`: no problem was found; `changes`: something should be changed; `blocked`: it would break; `unknown`: no SDK
   * and no source was found.
   */
  verdict: 'ready' | 'changes' | 'blocked' | 'unknown';
  findings: ReadinessFinding[];
  sdks: SdkUse[];
  filesRead: number;
}
