<?php
$CONFIG = array(
  'passwordsalt' => 'made-up',
  'secret' => 'made-up',
  'objectstore' => array(
    'class' => '\\OC\\Files\\ObjectStore\\S3',
    'arguments' => array('bucket' => 'cloud', 'region' => 'eu-west-1', 'use_ssl' => true),
  ),
);
