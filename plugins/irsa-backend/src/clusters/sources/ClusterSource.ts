import { ClusterSource as ClusterSourceState } from 'backstage-plugin-irsa-common';
import { FoundClusters } from '../../config/IrsaConfig';

/** One place from which the portal learns of clusters. */
export interface ClusterSource {
  /** Key of app-config, or the name of an extension. */
  key: string;
  type: ClusterSourceState['type'];
  /** Milliseconds between two reads; absent where only new settings change what it says. */
  everyMs?: number;
  /** Throws, with words for people, when it cannot be asked; what it said before then holds. */
  read(): Promise<FoundClusters>;
}
