export const SAVE = gql`
  mutation Save($accessKeyId: String!, $secretAccessKey: String!) {
    save(accessKeyId: $accessKeyId, secretAccessKey: $secretAccessKey) { id }
  }
`;
