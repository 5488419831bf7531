<?php
define('AS3CF_SETTINGS', serialize(array(
  'provider' => 'aws',
  'use-server-roles' => true,
)));
