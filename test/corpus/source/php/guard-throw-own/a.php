<?php
use Aws\S3\S3Client;

if (empty($conf['key']) || empty($conf['secret'])) {
    throw new InvalidArgumentException('no key');
}
$s3 = new S3Client(['credentials' => ['key' => $conf['key'], 'secret' => $conf['secret']], 'version' => 'latest']);
