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
 * What a place in the source means for a workload that loses its key:
 * `blocker` it stops working, `change` it should be changed first, `note` good to know.
 */
export type ReadinessVerdict = 'blocker' | 'change' | 'note';

/** One place of the source that speaks about AWS credentials. Quotes nothing of the line: it may hold a key. */
export interface ReadinessFinding {
  /** Stable name of the rule, for example `explicit-keys`. */
  rule: string;
  language?: SourceLanguage;
  file: string;
  /** Counted from 1; 1 where the whole file is meant. */
  line: number;
  verdict: ReadinessVerdict;
  /** What is there, one sentence. */
  what: string;
  /** What to do about it, one sentence. */
  change: string;
}

/** An AWS SDK, or another client of S3 with a credential chain of its own, that the repository depends on. */
export interface SdkUse {
  /** Name in the registry of its language. */
  packageName: string;
  language: SourceLanguage;
  /** As resolved in a lock file, else the lowest version that the manifest allows; absent when it says none. */
  version?: string;
  /** Whether `version` was read from a lock file. */
  locked: boolean;
  file: string;
  line: number;
}

/** What the source says about leaving static keys. */
export interface Readiness {
  /** `ready` nothing stands in the way, `changes` something should be changed, `blocked` it would break, `unknown` no SDK and no source was found. */
  verdict: 'ready' | 'changes' | 'blocked' | 'unknown';
  findings: ReadinessFinding[];
  sdks: SdkUse[];
  filesRead: number;
}
