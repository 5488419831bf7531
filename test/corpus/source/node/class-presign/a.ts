export class Links {
  private static readonly LIFE = 3 * 24 * 60 * 60;

  make(command: GetObjectCommand) {
    return getSignedUrl(this.s3, command, { expiresIn: Links.LIFE });
  }
}
