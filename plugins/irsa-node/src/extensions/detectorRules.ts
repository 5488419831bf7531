import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { CustomResourceRule } from '../audit/customResources/types';

/** @public */
export interface DetectorRuleExtensionPoint {
  /** Checked as `irsa.catalogue` is; throws an error that names what is wrong with it. */
  addDetectorRule(rule: CustomResourceRule): void;
}

/**
 * Adds rules that say where custom resources hold or name static keys, beside the built-in ones and `irsa.catalogue`.
 *
 * @public
 */
export const detectorRuleExtensionPoint =
  createExtensionPoint<DetectorRuleExtensionPoint>({
    id: 'irsa.detector-rules',
  });
