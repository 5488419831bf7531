import { parse, Type } from 'protobufjs';
import { isObject } from '../json';
import { Json, JsonObject } from '../types';

/**
 * The messages that kubectl's typed commands send (`create namespace|secret|configmap|serviceaccount|token`, `auth
 * can-i`, `scale`, `drain`): those commands insist on protobuf. Field numbers: the `generated.proto` files of
 * k8s.io/api and k8s.io/apimachinery. Objects of other kinds are refused, as by an API server that lacks their schema.
 */
const SCHEMA = `
syntax = "proto2";
message Unknown { optional TypeMeta typeMeta = 1; optional bytes raw = 2; optional string contentEncoding = 3; optional string contentType = 4; }
message TypeMeta { optional string apiVersion = 1; optional string kind = 2; }
message ObjectMeta {
  optional string name = 1; optional string generateName = 2; optional string namespace = 3; optional string resourceVersion = 6;
  map<string, string> labels = 11; map<string, string> annotations = 12; repeated string finalizers = 14;
}
message Namespace { optional ObjectMeta metadata = 1; }
message Secret { optional ObjectMeta metadata = 1; map<string, bytes> data = 2; optional string type = 3; map<string, string> stringData = 4; optional bool immutable = 5; }
message ConfigMap { optional ObjectMeta metadata = 1; map<string, string> data = 2; map<string, bytes> binaryData = 3; optional bool immutable = 4; }
message LocalObjectReference { optional string name = 1; }
message ServiceAccount { optional ObjectMeta metadata = 1; repeated LocalObjectReference imagePullSecrets = 3; optional bool automountServiceAccountToken = 4; }
message BoundObjectReference { optional string kind = 1; optional string apiVersion = 2; optional string name = 3; optional string uid = 4; }
message TokenRequestSpec { repeated string audiences = 1; optional BoundObjectReference boundObjectRef = 3; optional int32 expirationSeconds = 4; }
message TokenRequest { optional ObjectMeta metadata = 1; optional TokenRequestSpec spec = 2; }
message ResourceAttributes { optional string namespace = 1; optional string verb = 2; optional string group = 3; optional string version = 4; optional string resource = 5; optional string subresource = 6; optional string name = 7; }
message NonResourceAttributes { optional string path = 1; optional string verb = 2; }
message SelfSubjectAccessReviewSpec { optional ResourceAttributes resourceAttributes = 1; optional NonResourceAttributes nonResourceAttributes = 2; }
message SelfSubjectAccessReview { optional ObjectMeta metadata = 1; optional SelfSubjectAccessReviewSpec spec = 2; }
message SelfSubjectRulesReviewSpec { optional string namespace = 1; }
message SelfSubjectRulesReview { optional ObjectMeta metadata = 1; optional SelfSubjectRulesReviewSpec spec = 2; }
message SelfSubjectReview { optional ObjectMeta metadata = 1; }
message PolicyRule { repeated string verbs = 1; repeated string apiGroups = 2; repeated string resources = 3; repeated string resourceNames = 4; repeated string nonResourceURLs = 5; }
message Role { optional ObjectMeta metadata = 1; repeated PolicyRule rules = 2; }
message ClusterRole { optional ObjectMeta metadata = 1; repeated PolicyRule rules = 2; }
message Subject { optional string kind = 1; optional string apiGroup = 2; optional string name = 3; optional string namespace = 4; }
message RoleRef { optional string apiGroup = 1; optional string kind = 2; optional string name = 3; }
message RoleBinding { optional ObjectMeta metadata = 1; repeated Subject subjects = 2; optional RoleRef roleRef = 3; }
message ClusterRoleBinding { optional ObjectMeta metadata = 1; repeated Subject subjects = 2; optional RoleRef roleRef = 3; }
message Preconditions { optional string uid = 1; optional string resourceVersion = 2; }
message DeleteOptions { optional int32 gracePeriodSeconds = 1; optional Preconditions preconditions = 2; optional bool orphanDependents = 3; optional string propagationPolicy = 4; repeated string dryRun = 5; }
message Eviction { optional ObjectMeta metadata = 1; optional DeleteOptions deleteOptions = 2; }
message ScaleSpec { optional int32 replicas = 1; }
message Scale { optional ObjectMeta metadata = 1; optional ScaleSpec spec = 2; }
`;

const { root } = parse(SCHEMA, { keepCase: true });
const MAGIC = Buffer.from('k8s\0');

/**
 * The JSON of an object in the Kubernetes protobuf envelope; undefined when the body is something else, or a kind
 * without a schema here.
 * Source: https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding-idl
 */
export function decodeProtobuf(body: Buffer): Json | undefined {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) {
    return undefined;
  }
  try {
    const envelope = plain(root.lookupType('Unknown'), body.subarray(4)) as {
      typeMeta?: { apiVersion?: string; kind?: string };
      raw?: string;
    };
    const { apiVersion, kind } = envelope.typeMeta ?? {};
    const type = kind && root.get(kind);
    if (!apiVersion || !(type instanceof Type)) {
      return undefined;
    }
    const raw = Buffer.from(envelope.raw ?? '', 'base64');
    return { apiVersion, kind, ...plain(type, raw) };
  } catch {
    return undefined;
  }
}

/**
 * Bytes become base64, as in the API's JSON. Empty strings are dropped, because Go writes them where JSON omits the
 * field.
 */
function plain(type: Type, bytes: Uint8Array): JsonObject {
  const message = type.toObject(type.decode(bytes), { bytes: String });
  return withoutEmptyMembers(message) as JsonObject;
}

/** An empty string in a list stays: `apiGroups: [""]` is the core group. */
function withoutEmptyMembers(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(withoutEmptyMembers);
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== '')
      .map(([key, member]) => [key, withoutEmptyMembers(member as Json)]),
  );
}
