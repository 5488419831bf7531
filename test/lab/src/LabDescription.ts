/** The lab's Git host: Gitea, with an account that may do everything. */
export interface LabGitHost {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  login: string;
  /** For its REST API. */
  token: string;
  /** Path of the file with that token. */
  tokenFile: string;
}

/** Describes what `npm run lab` has started. It is written to `lab.json` in the lab's run directory. */
export interface LabDescription {
  kubernetes: {
    /** `https://127.0.0.1:PORT`. */
    server: string;
    caPem: string;
    /** Path of the administrator's kubeconfig. */
    kubeconfigFile: string;
    /** Issuer of ServiceAccount tokens, as `iss` has it. */
    issuer: string;
  };
  aws: {
    /** The gate in front of the emulator: IAM, STS, S3, EKS. */
    endpoint: string;
    region: string;
    accountId: string;
    accessKeyId: string;
    secretAccessKey: string;
  };
  /** Absent in a lab that was started without. */
  git?: LabGitHost;
  /** Absolute path: keys, data, logs and process ids. */
  directory: string;
}
