<?php
define('AS3CF_SETTINGS', serialize(array(
  'provider' => 'aws',
  'access-key-id' => getenv('MEDIA_ID'),
  'secret-access-key' => getenv('MEDIA_SECRET'),
)));
