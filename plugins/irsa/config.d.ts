export interface Config {
  irsa?: {
    /**
     * Whom to ask for rights; shown to people who are denied.
     * @visibility frontend
     */
    contact?: string;
  };
}
