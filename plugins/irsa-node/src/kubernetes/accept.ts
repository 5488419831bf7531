/**
 * Answers with the metadata of an object, or of the objects of a list, and nothing else:
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#metadata-only-fetches
 */
export const METADATA =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
export const METADATA_LIST =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/** Whether an answer in this form holds metadata alone. Alternatives after a comma could be taken instead. */
export function isMetadataOnly(accept: string | undefined): boolean {
  return accept === METADATA || accept === METADATA_LIST;
}
