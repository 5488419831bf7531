@Entity()
export class BucketEntity {
  @Column() accessKeyId: string;
  @Column() secretAccessKey: string;
}
