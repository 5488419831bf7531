import { ClusterSource as ClusterSourceState } from 'backstage-plugin-irsa-common';
import { FoundClusters } from '../../config/IrsaConfig';

/** One place from which the portal learns of clusters. */
export interface ClusterSource {
  /** Key of app-config, or the name of an extension. */
  key: string;
  type: ClusterSourceState['type'];
  /** Milliseconds between two reads; absent when only new settings change the result. */
  everyMs?: number;
  /** Throws an error with a message for people when it cannot be read. The last result then stays valid. */
  read(): Promise<FoundClusters>;
}
