@Module({
  providers: [
    {
      provide: S3Client,
      inject: [ConfigService],
      useFactory: (config: ConfigService) =>
        new S3Client({
          region: config.get('storage.region'),
        }),
    },
  ],
})
export class S3Module {}
