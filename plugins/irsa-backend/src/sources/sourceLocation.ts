import {
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  getEntitySourceLocation,
} from '@backstage/catalog-model';

/** The location of an entity's source, or the reason why it is not known. */
export type SourceLocation =
  | { url: string; reason?: undefined }
  | { url?: undefined; reason: string };

/** Only URLs: the backend must not read files of the machine that registered the entity. */
export function sourceLocation(entity: Entity): SourceLocation {
  const name = entity.metadata.name;
  try {
    const { type, target } = getEntitySourceLocation(entity);
    return type === 'url'
      ? { url: target }
      : {
          reason: `The source of ${name} is a ${type}, which the portal does not read. Set ${ANNOTATION_SOURCE_LOCATION} to url:https://…`,
        };
  } catch {
    return {
      reason: `It is not known where the source of ${name} is. Add the annotation ${ANNOTATION_SOURCE_LOCATION} with url:https://…`,
    };
  }
}
