<?php
$CONFIG = array(
  'objectstore' => array(
    'class' => '\\OC\\Files\\ObjectStore\\S3',
    'arguments' => array(
      'bucket' => 'cloud',
      'region' => 'eu-west-1',
      'key' => 'made-up',
      'secret' => 'made-up',
      'use_ssl' => true,
    ),
  ),
);
