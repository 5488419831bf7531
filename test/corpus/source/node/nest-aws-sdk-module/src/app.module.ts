import { AwsSdkModule } from 'nest-aws-sdk';
import { S3 } from 'aws-sdk';

@Module({
  imports: [
    AwsSdkModule.forRoot({
      defaultServiceOptions: {
        region: 'eu-west-1',
        credentials: {
          accessKeyId: process.env.KEY,
          secretAccessKey: process.env.SECRET,
        },
      },
      services: [S3],
    }),
  ],
})
export class AppModule {}
