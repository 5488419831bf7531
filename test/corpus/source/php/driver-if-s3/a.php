<?php
use Aws\S3\S3Client;

if ($conf['driver'] === 's3') {
    $s3 = new S3Client(['credentials' => ['key' => $conf['key'], 'secret' => $conf['secret']], 'version' => 'latest']);
} else {
    $disk = new Disk($conf['path']);
}
