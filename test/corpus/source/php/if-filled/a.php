<?php
use Aws\S3\S3Client;

$options = ['version' => 'latest', 'region' => 'eu-west-1'];
if (!empty($conf['key']) && !empty($conf['secret'])) {
    $options['credentials'] = ['key' => $conf['key'], 'secret' => $conf['secret']];
}
$s3 = new S3Client($options);
