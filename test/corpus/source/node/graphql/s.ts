export const typeDefs = gql`
  type Key {
    accessKeyId: String!
    secretAccessKey: String
  }
`;
export type Key = Pick<Account, 'accessKeyId'> & { accessKeyId: string; secretAccessKey: string };
export function show({ accessKeyId }: Key): string {
  return accessKeyId.slice(-4);
}
