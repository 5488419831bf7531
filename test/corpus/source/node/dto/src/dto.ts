export class CreateAccountDto {
  @IsString()
  accessKeyId: string;

  @IsString()
  secretAccessKey: string;
}

const columns = { accessKeyId: 'access_key_id' };
