/** An account at the Git host, with a token of the REST API. */
export interface GitAccount {
  login: string;
  token: string;
}

/** A Git host with Gitea's REST API, and what people do there past the portal. */
export interface GitHostWorld {
  /** Without a slash at its end. */
  url: string;
  /** May write to every repository of `createRepository`. */
  portal: GitAccount;
  /** May read them, and no more. */
  reader: GitAccount;
  /** Whoever looks after them, and merges. */
  keeper: GitAccount;
  /**
   * Makes a repository with these files (text by path) on its branch `main`.
   * @returns owner and name, with a slash between
   */
  createRepository(files: Record<string, string>): Promise<string>;
  /** Only merges may write to branches of this beginning. */
  protect(repository: string, beginning: string): Promise<void>;
  archive(repository: string): Promise<void>;
  /** The keeper merges a request, with a commit of its own for the merge. */
  merge(repository: string, request: number): Promise<void>;
  close(): Promise<void>;
}
