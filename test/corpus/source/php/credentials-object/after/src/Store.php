<?php

use Aws\Sdk;

$sdk = new Sdk(['region' => 'eu-west-1']);
