import { KubeObject } from '../types';
import { isServed, typesOf } from './customTypes';
import { ResourceType, builtInResourceTypes } from './resourceTypes';

/** The resources of the server: the built-in ones and those of CustomResourceDefinitions. */
export class ResourceRegistry {
  private types = new Map<string, ResourceType>();
  private byKind = new Map<string, ResourceType>();
  private byDefinition = new Map<string, ResourceType[]>();

  constructor() {
    builtInResourceTypes.forEach(type => this.add(type));
  }

  all(): ResourceType[] {
    return [...this.types.values()];
  }

  find(group: string, version: string, plural: string) {
    return this.types.get(`${group}/${version}/${plural}`);
  }

  /** The built-in type with this plural. Throws when there is none. */
  builtIn(plural: string): ResourceType {
    const type = builtInResourceTypes.find(
      candidate => candidate.plural === plural,
    );
    if (!type) {
      throw new Error(`No built-in resource type ${plural}`);
    }
    return type;
  }

  findKind(apiVersion: string, kind: string): ResourceType | undefined {
    return this.byKind.get(`${apiVersion}/${kind}`);
  }

  define(definition: KubeObject): ResourceType[] {
    this.undefine(definition.metadata.name);
    const types = isServed(definition) ? typesOf(definition) : [];
    types.forEach(type => this.add(type));
    this.byDefinition.set(definition.metadata.name, types);
    return types;
  }

  undefine(definitionName: string): ResourceType[] {
    const types = this.byDefinition.get(definitionName) ?? [];
    for (const type of types) {
      this.types.delete(`${type.group}/${type.version}/${type.plural}`);
      this.byKind.delete(kindKey(type));
    }
    this.byDefinition.delete(definitionName);
    return types;
  }

  private add(type: ResourceType): void {
    this.types.set(`${type.group}/${type.version}/${type.plural}`, type);
    this.byKind.set(kindKey(type), type);
  }
}

function kindKey(type: ResourceType): string {
  const groupVersion = type.group
    ? `${type.group}/${type.version}`
    : type.version;
  return `${groupVersion}/${type.kind}`;
}
