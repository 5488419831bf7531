<?php
use Aws\S3\S3Client;

$options = ['version' => 'latest'];
if (getenv('AWS_ACCESS_KEY_ID') && getenv('AWS_SECRET_ACCESS_KEY')) {
    $options['credentials'] = ['key' => getenv('AWS_ACCESS_KEY_ID'), 'secret' => getenv('AWS_SECRET_ACCESS_KEY')];
}
$s3 = new S3Client($options);
