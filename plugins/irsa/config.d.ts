export interface Config {
  irsa?: {
    /**
     * Whom to ask for rights. Shown to people whose request is denied.
     * @visibility frontend
     */
    contact?: string;
  };
}
