<?php

use Aws\Credentials\Credentials;
use Aws\Sdk;

$keys = new Credentials($id, $secret);
$sdk = new Sdk(['region' => 'eu-west-1', 'credentials' => $keys]);
