import AWS from 'aws-sdk';
import BaseStore from 'ghost-storage-base';

class Store extends BaseStore {
  constructor(config = {}) {
    super(config);
    AWS.config.setPromisesDependency(Promise);
    this.accessKeyId = process.env.AWS_ACCESS_KEY_ID || config.accessKeyId;
    this.secretAccessKey = process.env.AWS_SECRET_ACCESS_KEY || config.secretAccessKey;
  }

  s3() {
    const options = { bucket: this.bucket, region: this.region };
    if (this.accessKeyId && this.secretAccessKey) {
      options.credentials = new AWS.Credentials(this.accessKeyId, this.secretAccessKey);
    }
    return new AWS.S3(options);
  }
}
export default Store;
