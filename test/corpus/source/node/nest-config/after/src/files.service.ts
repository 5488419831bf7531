import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { S3Client } from '@aws-sdk/client-s3';

@Injectable()
export class FilesService {
  private readonly s3: S3Client;

  constructor(config: ConfigService) {
    this.s3 = new S3Client({});
  }
}
