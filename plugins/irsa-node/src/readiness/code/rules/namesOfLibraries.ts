import { SourceLanguage } from '../../types';

/** A place of a half of a key by a name that counts only in what one library or software expects. */
export interface OwnName {
  pattern: RegExp;
  /** Whether the text of strings counts, which may be prose. */
  isInText?: true;
  /** Of the whole file. */
  file?: RegExp;
  /** Of the bracket around the place: all of them. */
  beside?: RegExp[];
  /** Of what is called around that bracket. */
  within?: RegExp;
  /** Of what is called, or made, by the bracket around the place or the next one. */
  of?: RegExp;
  /** Of the bracket around the place: none of it. */
  without?: RegExp;
  /** Of the line that begins the block around it, in Python. */
  inBlock?: RegExp;
  only?: (call: { args: string[] }) => boolean;
}

/** The value is there, and no rule for one. */
const GIVEN =
  '(?!\\s*(?:None|nil|null|undefined|true\\b|["\'`]{2}|string\\b|\\w*\\.?(?:z|Joi|yup)\\.))';

export const NAMES_OF_LIBRARIES: Partial<Record<SourceLanguage, OwnName[]>> = {
  python: [
    {
      // botocore's session; with a third argument it has a token.
      pattern: /\.set_credentials\s*\(/g,
      file: /\bboto/,
      only: ({ args }) => args.length === 2,
    },
    {
      // Anthropic's client for Bedrock, and a signer of requests.
      pattern: new RegExp(
        `\\b(?:aws_access_key|aws_secret_key)\\s*=(?!=)${GIVEN}`,
        'g',
      ),
      file: /\bAnthropicBedrock\b|\bs3_?store\b|\bAWSRequestsAuth\b/i,
    },
    {
      // Flask.
      pattern: new RegExp(
        `\\.config\\s*\\[\\s*["']AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)["']\\s*\\]\\s*=(?!=)${GIVEN}`,
        'g',
      ),
    },
    {
      // The same at once.
      pattern: new RegExp(
        `\\bAWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)\\s*=(?!=)${GIVEN}`,
        'g',
      ),
      of: /\.config\.(?:update|from_mapping)$/,
    },
    {
      // Signers for httpx.
      pattern: new RegExp(
        `\\b(?:access_id|access_key|secret_key)\\s*=(?!=)${GIVEN}`,
        'g',
      ),
      file: /\bhttpx/,
      without: /\b(?:session|security)_token\s*=/,
      of: /\bAWS4Auth$|\bAwsCredentials$/,
    },
    {
      // Fields of a class of storage, for Django or FastAPI.
      pattern: new RegExp(
        `^[ \\t]+(?:AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|access_key|secret_key)\\s*=(?!=)${GIVEN}`,
        'gm',
      ),
      inBlock: /^\s*class\s+\w+\([^)]*S3\w*Storage\b/,
    },
    {
      // Settings of a notebook's store.
      pattern: new RegExp(
        `\\bS3\\w*\\.(?:access_key_id|secret_access_key)\\s*=(?!=)${GIVEN}`,
        'g',
      ),
    },
    {
      // A remote of DVC.
      pattern: /["'](?:access_key_id|secret_access_key)["']\s*:/g,
      file: /\bdvc\b/,
      beside: [/["']access_key_id["']/, /["']secret_access_key["']/],
    },
    {
      // Its command.
      pattern: /["'](?:access_key_id|secret_access_key)["']\s*,/g,
      beside: [/["']dvc["']/, /["']remote["']\s*,\s*["']modify["']/],
    },
    {
      // kombu.
      pattern: new RegExp(`\\b(?:userid|password)\\s*=(?!=)${GIVEN}`, 'g'),
      file: /\bkombu\b/,
      beside: [/\btransport\s*=\s*["']sqs/i, /\buserid\s*=/],
    },
    {
      // A connection of Airflow as a dictionary.
      pattern: /["']login["']\s*:/g,
      beside: [/["']conn_type["']\s*:\s*["']aws/, /["']password["']\s*:/],
    },
    {
      // Daft.
      pattern: /\bkey_id\s*=(?!=)|\baccess_key\s*=(?!=)/g,
      file: /\bdaft\b/,
      beside: [/\bkey_id\s*=/, /\baccess_key\s*=/],
    },
  ],
  node: [
    {
      // Medusa and others that have the names of the API.
      pattern: new RegExp(
        `(?<![\\w.])["']?(?:access_key_id|secret_access_key)["']?\\s*:${GIVEN}`,
        'g',
      ),
      beside: [/\baccess_key_id\b/, /\bsecret_access_key\b/, /\bbucket/i],
    },
    {
      // Uppy's Companion.
      pattern: new RegExp(`(?<![\\w.])(?:key|secret)\\s*:${GIVEN}`, 'g'),
      beside: [
        /(?<![\w.])key\s*:/,
        /(?<![\w.])secret\s*:/,
        /(?<![\w.])bucket\s*[:,]/,
      ],
    },
    {
      // Anthropic's client for Bedrock, Slingshot, and logs for CloudWatch.
      pattern: new RegExp(
        `(?<![\\w.])(?:aws|AWS)(?:AccessKey(?:Id)?|Secret(?:Access)?Key)\\s*:${GIVEN}`,
        'g',
      ),
      beside: [/\bawsAccessKey/i, /\bawsSecret/i, /[rR]egion|[bB]ucket/],
    },
    {
      // The SDK for devices.
      pattern: new RegExp(`(?<![\\w.])secretKey\\s*:${GIVEN}`, 'g'),
      file: /aws-iot/,
      beside: [/\baccessKeyId\s*[:,]/],
    },
    {
      // node-ses, and what sets it up.
      pattern: new RegExp(`(?<![\\w.])(?:key|secret)\\s*:${GIVEN}`, 'g'),
      file: /node-ses|\bamazon-ses\b/,
      beside: [/(?<![\w.])key\s*:/, /(?<![\w.])secret\s*:/],
    },
    {
      // Parse Server.
      pattern: /\bnew\s+S3Adapter\s*\(/g,
      only: ({ args }) => args.length >= 3,
    },
  ],
  go: [
    {
      // Stow.
      pattern: new RegExp(
        `\\bs3\\.Config(?:AccessKeyID|SecretKey)\\s*:${GIVEN}`,
        'g',
      ),
      file: /\bstow\b/,
    },
    {
      // File systems with options of their own.
      pattern: new RegExp(
        `\\b(?:AccessKeyID|SecretAccessKey)\\s*:${GIVEN}`,
        'g',
      ),
      beside: [/\bAccessKeyID\s*:/, /\bSecretAccessKey\s*:/],
      without: /\bSessionToken\s*:/,
      of: /\bs3\w*\.(?:Options|Config)$|\baws\.S3Config$/,
    },
    {
      // The driver of the registry for images.
      pattern: new RegExp(`"(?:accesskey|secretkey)"\\s*:${GIVEN}`, 'g'),
      file: /\bstorage\/driver\b/,
      beside: [/"accesskey"\s*:/, /"secretkey"\s*:/],
    },
    {
      // A helper of Vault.
      pattern: new RegExp(`\\b(?:AccessKey|SecretKey)\\s*:${GIVEN}`, 'g'),
      of: /\bawsutil\.CredentialsConfig$/,
    },
    {
      // QOR's storage.
      pattern: new RegExp(`\\b(?:AccessID|AccessKey)\\s*:${GIVEN}`, 'g'),
      beside: [/\bAccessID\s*:/, /\bAccessKey\s*:/],
      of: /\bs3\.Config$/,
    },
    {
      // rclone as a library.
      pattern: new RegExp(
        `"(?:access_key_id|secret_access_key)"\\s*:${GIVEN}`,
        'g',
      ),
      file: /\brclone\b/,
      beside: [/"access_key_id"\s*:/, /"secret_access_key"\s*:/],
    },
  ],
  java: [
    {
      // Camel.
      pattern: /\.set(?:AccessKey|SecretKey)\s*\((?!\s*(?:null|""))/g,
      file: /\bAWS2?\w+(?:Component|Configuration)\b|\bAws2\w+(?:Component|Configuration)\b/,
    },
    {
      // The same by the builders of its endpoints.
      pattern: /\.(?:accessKey|secretKey)\s*\((?!\s*(?:null|""))/g,
      file: /\baws2[A-Z]\w*\s*\(/,
    },
    {
      // File systems of Java for S3, which take a map.
      pattern:
        /\.put\(\s*(?:[\w.]+\.)?(?:ACCESS_KEY|SECRET_KEY)\s*,|["']s3fs[._](?:access|secret)[._]key["']\s*,/g,
      file: /\bs3fs\b|\bAmazonS3Factory\b/i,
    },
    {
      // Names of settings as constants: Iceberg, Flink and its connectors.
      pattern:
        /\b(?:S3FileIOProperties|(?:AWS|Consumer|Producer)ConfigConstants)\.(?:AWS_)?(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)\s*(?:,|->)(?!\s*(?:null|""))/g,
    },
    {
      // Hadoop.
      pattern:
        /\.set\(\s*(?:Constants\.)?(?:ACCESS_KEY|SECRET_KEY)\s*,(?!\s*(?:null|""))/g,
      file: /\bhadoop\.fs\.s3a\b/,
    },
    {
      // The driver of Athena, which reads them from a file.
      pattern:
        /\bAwsCredentialsProviderClass["']?\s*[,=]\s*["']?[\w.]*\.PropertiesFileCredentialsProvider\b/g,
    },
  ],
  dotnet: [
    {
      // FluentStorage; three texts are a profile, a bucket and a region.
      pattern: /\bBlobs\.AwsS3\s*\(/g,
      only: ({ args }) => args.length >= 4 && !/token/i.test(args[2]),
    },
    {
      // A sink of Serilog.
      pattern: /\.WriteTo\s*\.AmazonS3\s*\(/g,
      only: ({ args }) =>
        args.some(each => /access_?key/i.test(each)) &&
        args.some(each => /secret/i.test(each)),
    },
    {
      // Rebus.
      pattern: /\.UseAmazonSQS(?:AsOneWayClient)?\s*\(/gi,
      only: ({ args }) =>
        args.length >= 3 &&
        /id|key/i.test(args[0]) &&
        !/cred|^new\b/i.test(args[0]),
    },
    {
      // Foundatio.
      pattern:
        /\bConnectionString\s*(?:\(|=)\s*[$@]{0,2}"(?![^"\n]{0,300}localhost)[^"\n]{0,300}\b(?:id|accesskey)=[^;"\n]{1,300};[^"\n]{0,300}\bsecret(?:key)?=[^;"\n]/gi,
      isInText: true,
      file: /\bFoundatio\b|\bS3FileStorage\b|\bSQSQueue\b/,
    },
    {
      // Options of checks and other parts that are added to a service.
      pattern:
        /\.(?:AccessKey(?:Id)?|Secret(?:Access)?Key)\s*=(?!=)(?!\s*(?:null|""))/g,
      beside: [/\.AccessKey(?:Id)?\s*=/, /\.Secret(?:Access)?Key\s*=/],
      within:
        /\.(?:Add|Use)(?:S3|DynamoDb\w*|Sqs|Sns|SecretsManager|SystemsManager|Aws\w*|Amazon\w*)$/i,
    },
    {
      // MassTransit.
      pattern: /\.(?:AccessKey|SecretKey)\s*\(/g,
      file: /\bUsingAmazonSqs\b|\bMassTransit\b/,
      only: ({ args }) => args.length === 1,
    },
  ],
  ruby: [
    {
      // Options, one after the other.
      pattern: new RegExp(
        `\\b\\w+\\[:(?:access_key_id|secret_access_key)\\]\\s*=(?![=~>])${GIVEN}`,
        'g',
      ),
      file: /\bAws::\w+|\bStorage::S3\b/,
    },
    {
      // AssetSync and others that are set up in a block.
      pattern: new RegExp(
        `\\b\\w+\\.aws_(?:access_key_id|secret_access_key)\\s*=(?!=)${GIVEN}`,
        'g',
      ),
      file: /\.(?:configure|setup|config)\b[^\n]{0,80}\bdo\b|\bwith\b[^\n]{0,80}\bdo\b/,
    },
    {
      // Dynamoid.
      pattern: new RegExp(
        `\\b\\w+\\.(?:access_key|secret_key)\\s*=(?!=)${GIVEN}`,
        'g',
      ),
      file: /\bDynamoid\.configure?\b/,
    },
    {
      // GitLab's settings.
      pattern: new RegExp(
        `['"]aws_(?:access_key_id|secret_access_key)['"]\\s*=>${GIVEN}`,
        'g',
      ),
      beside: [/['"]provider['"]\s*=>\s*['"]AWS['"]/i],
    },
    {
      // The gem for backups.
      pattern: new RegExp(
        `\\b\\w+\\.(?:access_key_id|secret_access_key)\\s*=(?!=)${GIVEN}`,
        'g',
      ),
      file: /\b(?:store_with|sync_with)\b.{0,80}\bS3\b.{0,80}\bdo\b|\bwith_s3\b/,
    },
  ],
  php: [
    {
      // Version 2 of the SDK, and Enqueue.
      pattern: new RegExp(`['"](?:key|secret)['"]\\s*=>${GIVEN}`, 'g'),
      beside: [/['"]key['"]\s*=>/, /['"]secret['"]\s*=>/],
      of: /\b(?:(?:S3|Sqs|Sns|Ses|DynamoDb|Kinesis|Firehose|CloudWatch\w*|Glacier|Swf)Client::factory|Aws::factory|(?:Sqs|Sns|SnsQs)ConnectionFactory)$/,
    },
    {
      // Nextcloud. Laravel leaves keys out that are empty.
      pattern: new RegExp(`['"](?:key|secret)['"]\\s*=>${GIVEN}`, 'g'),
      beside: [
        /['"]bucket['"]\s*=>/,
        /['"]key['"]\s*=>/,
        /['"]secret['"]\s*=>/,
      ],
      without: /['"]driver['"]\s*=>|(?<!get)\benv\(/,
    },
    {
      // A setting of Laravel that is never empty.
      pattern:
        /['"](?:key|secret)['"]\s*=>\s*env\(\s*['"]\w+['"]\s*,\s*['"][^'"\s]/g,
      beside: [/['"]driver['"]\s*=>\s*['"](?:s3|sqs|ses|dynamodb)['"]/],
    },
    {
      pattern:
        /\bdefine\s*\(\s*['"](?:S3_UPLOADS_(?:KEY|SECRET)|AS3CF_AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)|DBI_AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)|AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY))['"]\s*,(?!\s*['"]{2})/g,
    },
    {
      pattern:
        /\bputenv\s*\(\s*["']AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)=(?:[^"'\s]|["']\s*\.)/g,
      isInText: true,
    },
    {
      // Drupal.
      pattern:
        /\[\s*['"]s3fs\.(?:access_key|secret_key)['"]\s*\]\s*=(?![=>])(?!\s*['"]{2})/g,
    },
  ],
  rust: [
    {
      // Keys of options of object_store and polars.
      pattern:
        /\bAmazonS3ConfigKey::(?:AccessKeyId|SecretAccessKey)\s*,(?!\s*"")/g,
    },
    {
      // Credentials of object_store and fusio.
      pattern: /(?<=[{,]\s*)(?:key_id|secret_key)\s*[:,]/g,
      beside: [/\bkey_id\b/, /\bsecret_key\b/],
      without: /\btoken\s*:\s*Some\(/,
      of: /\bAwsCredential$/,
    },
    {
      // rust-s3; what it takes with a token is no static key.
      pattern: /\b(?:access_key|secret_key)\s*:\s*Some\(/g,
      file: /\bs3::creds\b|\bawscreds\b|\bs3::/,
      beside: [/\baccess_key\s*:/, /\bsecret_key\s*:/],
      without: /\b(?:session|security)_token\s*:\s*Some\(/,
    },
    {
      // A set-up as a struct.
      pattern: /\.(?:access_key_id|secret_access_key)\s*=\s*Some\(/g,
      file: /\bS3Config\b|\bopendal\b|\bobject_store\b/,
    },
    {
      pattern: /\b(?:access_key_id|secret_access_key)\s*:\s*Some\(/g,
      of: /\bS3Config$/,
      without: /\bsession_token\s*:\s*Some\(/,
    },
  ],
};
