export * from './accountSupplier';
export * from './changeHost';
export * from './clusterSupplier';
export * from './detectorRules';
export * from './ownershipRules';
export * from './planChecks';
