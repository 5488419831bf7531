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
  /** Absolute path: keys, data, logs and process ids. */
  directory: string;
}
