<?php

# 'credentials' => ['key' => 'x', 'secret' => 'y']
/*
$c = new Credentials($id, $secret);
getenv('AWS_ACCESS_KEY_ID');
*/
$help = <<<'TEXT'
  'credentials' => ['key' => ..., 'secret' => ...]
TEXT;
$s3 = new Aws\S3\S3Client(['region' => 'eu-west-1']); // no 'credentials' => [
